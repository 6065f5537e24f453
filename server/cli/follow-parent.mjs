// Loaded into every process the launcher starts: when the launcher is gone, however it ended, go too.
// Next's own children inherit this import, but answer to Next.
if (process.channel && process.env.COMPTOIR_LAUNCHER === String(process.ppid)) {
  process.once("disconnect", () => {
    if (!process.emit("SIGTERM", "SIGTERM")) process.exit(0);
    setTimeout(() => process.exit(0), 8000).unref();
  });
  process.channel.unref();
}
