import { NotFoundState } from "#components/backoffice/shared/not-found-state.tsx";

export default NotFoundState;
