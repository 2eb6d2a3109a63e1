export function median(values) {
  return quantile(values, 0.5);
}

export function quantile(values, share) {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const high = Math.ceil(place);
  return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}

/** The mean without this share of the largest. */
export function trimmedMean(values, share) {
  const kept = [...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length * (1 - share)));
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** The median of a figure over the rounds in which the subject has it. */
export function medianOf(rounds, subject, field) {
  return median(figures(rounds, subject, field));
}

/** The largest of a figure over the rounds. */
export function worstOf(rounds, subject, field) {
  return Math.max(...figures(rounds, subject, field));
}

/** The median, over the rounds, of a subject's figure divided by another's of the same round. */
export function ratioOf(rounds, subject, base, field) {
  const ratios = rounds
    .map((round) => round[subject]?.[field] / round[base]?.[field])
    .filter(Number.isFinite);
  return median(ratios);
}

function figures(rounds, subject, field) {
  return rounds.map((round) => round[subject]?.[field]).filter(Number.isFinite);
}
