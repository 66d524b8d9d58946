// Which numbers receive text messages: French mobiles, overseas included (ARCEP's numbering plan; OPT's in the Pacific).

const MOBILES = [
  /^\+33[67]\d{8}$/,
  /^\+262(639|69[23])\d{6}$/,
  /^\+590(690|691)\d{6}$/,
  /^\+594694\d{6}$/,
  /^\+596(696|697)\d{6}$/,
  /^\+508[45]\d{5}$/,
  /^\+681[78]\d{5}$/,
  /^\+687[79]\d{5}$/,
  /^\+6898[79]\d{6}$/,
];

/** @param e164 Such as +33612345678. */
export function isMobile(e164: string): boolean {
  return MOBILES.some((pattern) => pattern.test(e164));
}
