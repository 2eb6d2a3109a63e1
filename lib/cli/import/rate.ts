import { InvalidArgumentError } from 'commander';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600 };

/** Reads how many messages may be sent in which time, as messages a second: `1000/s`, `500`, `90000/m`, `1e6/h`. */
export function messagesASecond(text: string): number {
  const [, number = '', unit = 's'] = /^([\d.]+(?:e\d+)?)(?:\/(s|m|min|h))?$/i.exec(text) ?? [];
  const rate = Number(number) / (SECONDS[unit.toLowerCase()] ?? Number.NaN);
  if (number !== '' && Number.isFinite(rate) && rate > 0) return rate;
  throw new InvalidArgumentError(
    'It must be a number of messages a second, a minute or an hour, as 1000/s, 500, 90000/m or 1e6/h.',
  );
}
