/** One point in time: what it is called short and long, the value now, the value of the compared range. */
export interface ChartPoint {
  label: string;
  longLabel: string;
  value: number;
  compared?: { label: string; value: number } | undefined;
}
