/** A number of seconds or milliseconds since 1970 as ISO 8601. */
export function isoOf(value: number): string | undefined {
  const time = new Date(value < SECONDS_BELOW ? value * 1_000 : value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** As milliseconds it would be in 1973; as seconds it is beyond the year 5000. */
const SECONDS_BELOW = 1e11;
