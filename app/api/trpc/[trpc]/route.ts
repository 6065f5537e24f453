import { handleTrpc } from "#server/api/http.ts";

export { handleTrpc as GET, handleTrpc as POST };
