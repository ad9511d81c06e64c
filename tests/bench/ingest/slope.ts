/** A line through points by least squares: how much `y` grows by `x`. @throws RangeError when there are fewer than two points */
export const slopeOf = (points: readonly { x: number; y: number }[]): number => {
  if (points.length < 2) throw new RangeError('A slope needs two points at least.');
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = meanOf(points.map(({ x }) => x));
  const meanY = meanOf(points.map(({ y }) => y));
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return sumOf(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / sumOf(points.map(({ x }) => (x - meanX) ** 2));
};
