package org.drey.rules.match;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;

/** Numbers the letters of some texts, from 1; every other letter is 0. */
final class Letters implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ascii = new int[Folding.ASCII];
  private final char[] others;
  private final int numbers;

  /** Numbers the letters of folded texts. */
  Letters(Collection<String> folded) {
    int[] sorted = folded.stream().flatMapToInt(String::chars).distinct().sorted().toArray();
    int known = 0;
    while (known < sorted.length && sorted[known] < Folding.ASCII) {
      ascii[sorted[known]] = ++known;
    }
    for (int c = 0; c < Folding.ASCII; c++) {
      ascii[c] = ascii[Folding.fold((char) c)];
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
    return c < Folding.ASCII ? ascii[c] : beyondAscii(Folding.fold(c));
  }

  private int beyondAscii(char folded) {
    if (folded < Folding.ASCII) {
      return ascii[folded]; // the sign for kelvin is a k
    }
    int at = Arrays.binarySearch(others, folded);
    return at < 0 ? 0 : numbers - others.length + at;
  }
}
