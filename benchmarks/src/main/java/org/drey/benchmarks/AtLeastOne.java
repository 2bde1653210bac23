package org.drey.benchmarks;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of which there has to be one: of none there is nothing to measure. */
final class AtLeastOne implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number of at most 2147483647");
    }
    if (number < 1) {
      throw new TypeConversionException("it is at least 1");
    }
    return number;
  }
}
