"use client";

import { BackofficeError } from "#components/backoffice/shared/backoffice-error.tsx";

export default BackofficeError;
