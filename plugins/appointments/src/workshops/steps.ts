// Where a request for a workshop stands, in words: those of appointments would not fit.

export const STEP = {
  waiting: 'Sur liste d’attente',
  booked: 'Place réservée',
  over: 'Atelier passé',
  cancelled: 'Place annulée',
} as const;
