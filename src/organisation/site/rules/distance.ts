/** A point on the earth in degrees (WGS 84); west and south are negative. */
export interface Coordinates {
  latitude: number;
  longitude: number;
}

const meanEarthRadiusKm = 6371.0088;

/**
 * The straight-line distance in kilometres, rounded to the nearest 100 metres. Roads are longer, so wherever it is
 * shown, say that it is a straight line. Throws RangeError if a latitude is outside -90 to 90 or a longitude outside
 * -180 to 180. Source: haversine formula on a sphere of the mean earth radius (IUGG), within 0.5% of the ellipsoid.
 */
export function straightLineKm(a: Coordinates, b: Coordinates): number {
  check(a);
  check(b);
  const latitudeStep = radians(b.latitude - a.latitude) / 2;
  const longitudeStep = radians(b.longitude - a.longitude) / 2;
  const haversine =
    Math.sin(latitudeStep) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(longitudeStep) ** 2;
  // For points on opposite sides of the earth, rounding may lift this above 1, which has no arc sine.
  const km = 2 * meanEarthRadiusKm * Math.asin(Math.sqrt(Math.min(1, haversine)));
  return Math.round(km * 10) / 10;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function check({ latitude, longitude }: Coordinates): void {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    throw new RangeError(`Not on the earth: ${latitude}, ${longitude}`);
  }
}
