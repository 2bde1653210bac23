package org.drey.rules.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;

/** Numbers the letters of some texts, from 1; every other letter is 0. */
final class LetterNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ascii = new int[CaseFolding.ASCII];
  private final char[] others;
  private final int numbers;

  /** Numbers the letters of folded texts. */
  LetterNumbers(Collection<String> folded) {
    int[] sorted = folded.stream().flatMapToInt(String::chars).distinct().sorted().toArray();
    int known = 0;
    while (known < sorted.length && sorted[known] < CaseFolding.ASCII) {
      ascii[sorted[known]] = ++known;
    }
    for (int c = 0; c < CaseFolding.ASCII; c++) {
      ascii[c] = ascii[CaseFolding.fold((char) c)];
    }
    this.others = new char[sorted.length - known];
    for (int i = 0; i < others.length; i++) {
      others[i] = (char) sorted[known + i];
    }
    this.numbers = sorted.length + 1;
  }

  /** Returns how many numbers there are, 0 included. */
  int size() {
    return numbers;
  }

  /** The number of a letter, the same in either case. */
  int number(char c) {
    return c < CaseFolding.ASCII ? ascii[c] : beyondAscii(CaseFolding.fold(c));
  }

  private int beyondAscii(char folded) {
    if (folded < CaseFolding.ASCII) {
      return ascii[folded]; // the sign for kelvin is a k
    }
    int at = Arrays.binarySearch(others, folded);
    return at < 0 ? 0 : numbers - others.length + at;
  }
}
