/**
 * Shares a reading among everyone who asks for the same at the same time: who comes while it is under way waits for the next
 * one, so that nobody is told what was true before they asked. A thousand askers at once cost two readings. What is read
 * is shared too: nobody may change it.
 */
export function shareReads<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const readings = new Map<string, { running: Promise<T>; next?: Promise<T> }>();

  function start(key: string): Promise<T> {
    const reading: { running: Promise<T>; next?: Promise<T> } = { running: read(key) };
    readings.set(key, reading);
    const over = () => {
      if (!reading.next && readings.get(key) === reading) readings.delete(key);
    };
    reading.running.then(over, over);
    return reading.running;
  }

  return (key) => {
    const reading = readings.get(key);
    if (!reading) return start(key);
    reading.next ??= reading.running.then(
      () => start(key),
      () => start(key),
    );
    return reading.next;
  };
}
