/** Photos that came with a document, each behind the door that knows who may see it. */
export function Photos({ photos, title }: { photos: readonly { id: string; name: string }[]; title: string }) {
  const href = (id: string) => `/api/documents/admin/attachments/${id}`;
  return (
    <div className="grid gap-1">
      <h3 className="text-muted">{title}</h3>
      <ul className="flex flex-wrap gap-2">
        {photos.map((photo) => (
          <li key={photo.id}>
            <a
              href={href(photo.id)}
              target="_blank"
              rel="noreferrer"
              className="block size-20 overflow-hidden rounded-control bg-tile"
            >
              <img src={href(photo.id)} alt={photo.name} className="size-full object-cover" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
