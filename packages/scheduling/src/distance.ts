// How far, and how long on the road: enough to put the nearest venue first and to leave time between two of them.

/** WGS 84 degrees. */
export interface Position {
  latitude: number;
  longitude: number;
}

const EARTH_RADIUS_KM = 6371.0088;

/** Kilometres in a straight line on the sphere (haversine). */
export function distance(a: Position, b: Position): number {
  const latitudeA = radians(a.latitude);
  const latitudeB = radians(b.latitude);
  const h =
    haversine(latitudeB - latitudeA) +
    Math.cos(latitudeA) * Math.cos(latitudeB) * haversine(radians(b.longitude - a.longitude));
  // Rounding may lift antipodes just above 1.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** The places with their distance in kilometres, nearest first; equal distances keep the given order. */
export function nearestFirst<P extends Position>(
  places: readonly P[],
  from: Position,
): { place: P; km: number }[] {
  return places.map((place) => ({ place, km: distance(place, from) })).sort((a, b) => a.km - b.km);
}

/** Minutes from one venue to another. */
export type TravelMinutes = (from: string, to: string) => number;

/** Minutes by pair of venues, the same both ways; a pair that is not given takes `otherwise`. */
export function travelTable(
  pairs: readonly (readonly [venue: string, other: string, minutes: number])[],
  otherwise = 0,
): TravelMinutes {
  const minutesOf = new Map<string, number>();
  for (const [a, b, minutes] of pairs) {
    minutesOf.set(JSON.stringify([a, b]), minutes);
    minutesOf.set(JSON.stringify([b, a]), minutes);
  }
  return (from, to) => (from === to ? 0 : (minutesOf.get(JSON.stringify([from, to])) ?? otherwise));
}

/**
 * An estimate of the drive where nobody gave a figure: 1.3 times the straight line at 45 km/h, 5 minutes to park,
 * rounded up to 5 minutes. Venues of unknown position take no time.
 */
export function estimatedTravel(positions: ReadonlyMap<string, Position>): TravelMinutes {
  return (from, to) => {
    const a = positions.get(from);
    const b = positions.get(to);
    if (from === to || a === undefined || b === undefined) return 0;
    return Math.ceil(((distance(a, b) * 1.3) / 45) * 12 + 1) * 5;
  };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function haversine(angle: number): number {
  return Math.sin(angle / 2) ** 2;
}
