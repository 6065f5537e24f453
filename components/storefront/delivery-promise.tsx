"use client";
export function DeliveryPromise() {
  return null;
}
