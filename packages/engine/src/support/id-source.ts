import { randomInt } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_DIGITS = 10;
const SEQUENCE_DIGITS = 3;
const RANDOM_DIGITS = 13;

/**
 * Gives ids of 26 lower-case letters and digits: creation time, a sequence number within one
 * millisecond, then 65 random bits. So ids of one source sort by age, and nobody can guess one.
 */
export function createIdSource(now: () => number = Date.now): () => string {
  let lastTime = 0;
  let sequence = 0;
  return () => {
    const time = Math.max(now(), lastTime);
    sequence = time === lastTime ? sequence + 1 : 0;
    lastTime = time;
    return encode(time, TIME_DIGITS) + encode(sequence, SEQUENCE_DIGITS) + randomText(RANDOM_DIGITS);
  };
}

function encode(value: number, digits: number): string {
  let text = "";
  let rest = value;
  for (let index = 0; index < digits; index += 1) {
    text = ALPHABET.charAt(rest % ALPHABET.length) + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}

function randomText(digits: number): string {
  return Array.from({ length: digits }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
}
