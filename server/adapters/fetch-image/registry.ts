// The door of this room: there is one way to fetch a picture from an address that someone else wrote.
export { type FetchedImage, type FetchImageOptions, fetchImage, ImageUnavailable } from "./fetch-image.ts";
