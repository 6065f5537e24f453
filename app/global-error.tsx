"use client";
import { useEffect } from "react";

// The layout itself failed: no styles, no messages, no language. Both languages, plain words.
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => console.error(error), [error]);
  return (
    <html lang="fr">
      <body
        style={{
          fontFamily: "Georgia, serif",
          background: "#f6f3ee",
          color: "#1f1b16",
          padding: "15vh 8vw",
          margin: 0,
        }}
      >
        <title>Maison Comptoir</title>
        <h1 style={{ fontWeight: 400, fontSize: "2.5rem", margin: 0 }}>Quelque chose a cassé.</h1>
        <p>Réessayez dans un instant.</p>
        <p lang="en">Something broke. Please try again in a moment.</p>
        {error.digest && <p>{error.digest}</p>}
        <button type="button" onClick={reset} style={{ font: "inherit", padding: "0.6rem 1.2rem", marginTop: "1rem" }}>
          Réessayer · Try again
        </button>
      </body>
    </html>
  );
}
