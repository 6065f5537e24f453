// Stands in for "server-only", which resolves only inside Next's bundler.
export {};
