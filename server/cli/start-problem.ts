/** Something is wrong that the person at the keyboard can put right; the message says how. */
export class StartProblem extends Error {
  override name = "StartProblem";
}
