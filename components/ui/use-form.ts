"use client";
import { type FocusEvent, type FormEvent, useState } from "react";
import type { z } from "zod";

export type FormValues = Record<string, FormDataEntryValue | boolean>;

function read(form: HTMLFormElement): FormValues {
  const values: FormValues = Object.fromEntries(new FormData(form));
  for (const box of form.querySelectorAll<HTMLInputElement>("input[type=checkbox][name]"))
    values[box.name] = box.checked;
  return values;
}

/**
 * A form checked by the procedure's own schema: each field when it is left, all of them on submit, with the focus moved to
 * the first wrong one. Inputs stay uncontrolled, so nothing typed is ever lost. `message` words a field's error.
 */
export function useForm<S extends z.ZodType>(
  schema: S,
  message: (field: string, value: string, values: FormValues) => string,
) {
  const [errors, setErrors] = useState<Readonly<Record<string, string | undefined>>>({});

  function check(values: FormValues): { data?: z.output<S>; found: Record<string, string> } {
    const result = schema.safeParse(values);
    const found: Record<string, string> = {};
    if (result.success) return { data: result.data, found };
    for (const issue of result.error.issues) {
      const field = String(issue.path[0] ?? "");
      found[field] ??= message(field, String(values[field] ?? ""), values);
    }
    return { found };
  }

  // What was corrected stops being wrong while it is typed. At the latest moment, on leaving the field, the message's going
  // would move the button from under the pointer that is just pressing it.
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const { name } = event.target as unknown as HTMLInputElement;
    if (!name || !errors[name]) return;
    const { found } = check(read(event.currentTarget));
    if (!found[name]) setErrors((before) => ({ ...before, [name]: undefined }));
  };

  const onBlur = (event: FocusEvent<HTMLFormElement>) => {
    const field = event.target as unknown as HTMLInputElement;
    // An empty field that was only passed through is no mistake yet, and a button checks everything itself.
    if (!field.name || !field.value || event.relatedTarget instanceof HTMLButtonElement) return;
    const { found } = check(read(event.currentTarget));
    setErrors((before) => ({ ...before, [field.name]: found[field.name] }));
  };

  const onSubmit =
    (work: (data: z.output<S>, form: HTMLFormElement) => void) => (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const form = event.currentTarget;
      const { data, found } = check(read(form));
      setErrors(found);
      if (data !== undefined) {
        work(data, form);
        return;
      }
      for (const element of form.elements) {
        if (element instanceof HTMLElement && found[element.getAttribute("name") ?? ""]) {
          element.focus();
          break;
        }
      }
    };

  return {
    error: (field: string): string | undefined => errors[field],
    /** Shows an error that only the server could know. */
    fail: (field: string, text: string) => setErrors((before) => ({ ...before, [field]: text })),
    /** Spread on `<form>`; the browser's own bubbles are off. */
    form: (work: (data: z.output<S>, form: HTMLFormElement) => void) => ({
      noValidate: true,
      method: "post" as const,
      onInput,
      onBlur,
      onSubmit: onSubmit(work),
    }),
  };
}
