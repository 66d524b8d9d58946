// What is counted names nobody.

export const impersonal = {
  appointments_booked: 'that a booking was made on a day, for what, where and from which commune; not whose',
  appointments_delay: 'how long one would have had to wait on a day',
};
