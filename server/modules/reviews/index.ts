// Reviews: what those who bought a product and got it say of it. Owns review, review_vote, review_report, product_rating
// (counts by stars, moved in the transaction that changes a review) and review_request (whose buyer was asked, once).
// Locks: review, then the counts of its product (locks.ts). Verified: the statement that writes asks for the delivered line.
export { adminReviews, waitingReviews } from "./admin-queries.ts";
export { answerReview, editReview, moderateReview, removeReview, writeReview } from "./commands.ts";
export { forgetReviewer } from "./forget.ts";
export { ownReviews, shownReviews } from "./queries.ts";
export { ratingsOf } from "./ratings.ts";
export { reportReview, voteHelpful } from "./reader-commands.ts";
export * from "./requests.ts";
export { reviewsInvariants } from "./verify.ts";
