// Loaded into every process the launcher starts: when the launcher is gone, however it ended, go too.
if (process.channel) {
  process.once("disconnect", () => {
    if (!process.emit("SIGTERM", "SIGTERM")) process.exit(0);
    setTimeout(() => process.exit(0), 8000).unref();
  });
  process.channel.unref();
}
