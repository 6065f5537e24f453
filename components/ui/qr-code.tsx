type QrCodeProps = { size: number; path: string; label: string; className?: string };

/** A QR code that the server drew. Black on white in every scheme, its quiet zone included: scanners read no other way. */
export function QrCode({ size, path, label, className }: QrCodeProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
