import { describe, expect, it } from 'vitest';
import { chiSquaredTail } from './chi-squared.ts';
import { logGamma } from './log-gamma.ts';
import { lowerBeta } from './lower-beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { studentCdf, studentQuantile } from './student.ts';
import { upperGamma } from './upper-gamma.ts';

/** To nine digits of its own size, also where it is tiny. */
const expectNear = (value: number, expected: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), 1e-12));

// Expected values: SciPy 1.17.1.
describe('the distributions', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247],
    [2.5, 0.2846828704729192],
    [10, 12.801827480081469],
    [1234.5, 7550.550901077894],
  ])('know log Γ(%d)', (x, expected) => expectNear(logGamma(x), expected));

  it.each([
    [0.5, 0.1, 0.6547208460185768],
    [0.5, 8, 6.334248366623988e-5],
    [1, 1, 0.36787944117144245],
    [3.5, 2, 0.779777408475716],
    [3.5, 9, 0.011970002354029556],
    [50, 60, 0.08440668109369177],
    [500, 470, 0.9122067636451706],
  ])('know Q(%d, %d)', (shape, x, expected) => expectNear(upperGamma(shape, x), expected));

  it.each([
    [0.3, 2, 3, 0.3483],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.9, 30, 4, 0.5769436641256929],
    [0.05, 51, 951, 0.4653603583842784],
    [0.052, 501, 9501, 0.8103248421088597],
    [0.999, 5, 0.5, 0.9222819921009667],
    [0, 2, 3, 0],
    [1, 2, 3, 1],
  ])('know I_%d(%d, %d)', (x, a, b, expected) => expectNear(lowerBeta(x, a, b), expected));

  it.each([
    [-10, 7.61985302416047e-24],
    [-3, 0.0013498980316300933],
    [-1.2345, 0.10850832336267019],
    [0, 0.5],
    [2.5, 0.9937903346742238],
    [4, 0.9999683287581669],
  ])('know Φ(%d)', (z, expected) => {
    expect(Math.abs(normalCdf(z) / expected - 1)).toBeLessThan(1e-9);
  });

  it.each([
    [1e-12, -7.034483825301131],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400545],
    [0.3, -0.5244005127080409],
    [0.5, 0],
    [0.8, 0.8416212335729143],
    [0.9995, 3.2905267314919255],
  ])('know the normal quantile of %d', (p, expected) => expectNear(normalQuantile(p), expected));

  it.each([
    [-2.5, 3, 0.04385332350403278],
    [1, 1, 0.75],
    [0.3, 17.46, 0.616140250173294],
    [3.1, 250, 0.9989216298983093],
    [-1.96, 100_000, 0.02499928159715084],
  ])("know Student's t of %d with %d degrees of freedom", (t, degrees, expected) =>
    expectNear(studentCdf(t, degrees), expected),
  );

  it.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 4.2, 2.7250727225923743],
    [0.025, 30, -2.042272456301238],
    [0.9995, 12, 4.3177912836062475],
    [0.8, 1e6, 0.8416215930139844],
  ])("know Student's quantile of %d with %d degrees of freedom", (p, degrees, expected) =>
    expectNear(studentQuantile(p, degrees), expected),
  );

  it.each([
    [3.841458820694124, 1, 0.05],
    [0.5, 3, 0.9188914116546758],
    [30, 4, 4.894437128029217e-6],
    [130, 99, 0.019988030104357173],
  ])('know the tail of chi-squared beyond %d with %d degrees of freedom', (value, degrees, expected) =>
    expectNear(chiSquaredTail(value, degrees), expected),
  );
});
