export { default } from "#app/_page/api-layout.tsx";
