import { router } from "./trpc.ts";

/** Every procedure of the house, by audience. */
export const appRouter = router({});

export type AppRouter = typeof appRouter;
