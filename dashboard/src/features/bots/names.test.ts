import { expect, test } from "vitest";
import { descriptionOf, fileNameOf, initialOf, isProof, proofOf } from "./names";

test("an emoji of several parts is one first letter", () => {
  expect(initialOf("👩🏾‍🍳 Mama Lishe")).toBe("👩🏾‍🍳");
  expect(initialOf(" duka")).toBe("D");
  expect(initialOf(" ")).toBe("?");
});

test("a long name is only begun before its bot is deleted", () => {
  expect(proofOf("PizzaBot")).toBe("PizzaBot");
  expect(proofOf("ab ".repeat(100))).toBe("ab ab ab ab ab ab ab ab ab ab");
  expect(isProof(" pizzabot ", "PizzaBot")).toBe(true);
  expect(isProof("Pizza", "PizzaBot")).toBe(false);
  expect(isProof("a b", "a   b")).toBe(true);
  expect(isProof("", "a")).toBe(false);
});

test("a file's name has nothing in it that a disk refuses", () => {
  expect(fileNameOf("Duka: A/B <1>")).toBe("Duka A B 1");
  expect(fileNameOf("///")).toBe("bot");
});

test("what nobody described has no description", () => {
  expect(descriptionOf({ description: "PUT DESCRIPTION HERE" })).toBe("");
  expect(descriptionOf({ description: " Sells juice " })).toBe("Sells juice");
});
