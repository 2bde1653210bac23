package org.drey.benchmarks;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The whole numbers that options take. */
final class AtLeast {
  private AtLeast() {}

  /** Of what is measured there has to be one. */
  static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 1);
    }
  }

  /** Of what may be left out there may be none. */
  static final class NotNegative implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return number(text, 0);
    }
  }

  private static int number(String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // it is said below
    }
    throw new TypeConversionException(
        "'%s' is not a whole number from %d to %d".formatted(text, least, Integer.MAX_VALUE));
  }
}
