/** Hours that an order may wait for its parcel before the delivery counts as late. */
export const lateAfterHours = 48;
