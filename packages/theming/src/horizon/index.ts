// The drawn horizon of each commune, and the hours of its sky.

export { type HorizonOptions, horizon } from './horizon.ts';
export { type Landscape, landscapeOf, type Place } from './landscape.ts';
export { type Moment, momentAt } from './moment.ts';
