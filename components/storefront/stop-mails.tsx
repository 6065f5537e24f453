"use client";
import { useErrorMessage, wireError } from "#components/trpc/error-message.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

type Words = "title" | "text" | "submit" | "doneTitle" | "doneText" | "invalidTitle" | "invalidText" | "browse";

type StopMailsProps = {
  say: (key: Words) => string;
  /** Of the link: null when the address has none. */
  token: string | null | undefined;
  /** The code of a link that the house did not write. */
  invalidCode: string;
  stop: {
    mutate: (input: { token: string }) => void;
    isPending: boolean;
    isSuccess: boolean;
    error: unknown;
  };
};

/** Where the stop link of a mail lands: a person presses the button, a mail scanner that opens links does not. */
export function StopMails({ say, token, invalidCode, stop }: StopMailsProps) {
  const message = useErrorMessage();
  const code = wireError(stop.error)?.code;
  const invalid = token === null || code === invalidCode || code === "bad_request";
  const state = invalid ? "invalid" : stop.isSuccess ? "done" : null;
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-5">
      <h1 className="display text-5xl">{say(state ? `${state}Title` : "title")}</h1>
      <p role="status" className="text-pretty">
        {say(state ? `${state}Text` : "text")}
      </p>
      {Boolean(stop.error) && !invalid && <Alert tone="danger">{message(stop.error)}</Alert>}
      {state ? (
        <LinkButton href="/">{say("browse")}</LinkButton>
      ) : (
        <Button
          variant="primary"
          size="lg"
          busy={stop.isPending}
          disabled={!token}
          onClick={() => token && stop.mutate({ token })}
        >
          {say("submit")}
        </Button>
      )}
    </div>
  );
}
