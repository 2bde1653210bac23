package org.drey.rules.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The texts that bytes name by numbers, each written once. The details of an event name texts too
 * (tokens above all): where they begin with {@link #DETAILS}, these are taken out of them.
 */
public final class TextTable {
  /**
   * The first byte of details that name texts: the number of texts, the texts, then bytes that only
   * their writer reads.
   */
  public static final int DETAILS = 2;

  private static final int NONE = 0;
  private static final int AS_THEY_ARE = 1;

  /** To which the number of texts is added. */
  private static final int WITH_TEXTS = 2;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** Returns the number of a text, a new one if it is new. */
  public int number(String text) {
    Integer known = numbers.putIfAbsent(text, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** Writes all texts, in the order of their numbers. */
  public void writeTo(ByteWriter out) {
    out.writeLong(numbers.size());
    numbers.keySet().forEach(out::writeText);
  }

  /** Reads what {@link #writeTo} wrote. */
  public static String[] read(ByteReader in) {
    String[] texts = new String[in.readInt()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readText();
    }
    return texts;
  }

  /** Writes details with the numbers of their texts instead of these. */
  public void writeDetails(byte[] details, ByteWriter out) {
    writeDetails(details, this::number, out);
  }

  /** The same with numbers of another table. */
  public static void writeDetails(byte[] details, ToIntFunction<String> numbers, ByteWriter out) {
    if (details.length == 0) {
      out.writeLong(NONE);
      return;
    }
    if (details[0] != DETAILS) {
      out.writeLong(AS_THEY_ARE).writeBytes(details);
      return;
    }
    ByteReader in = new ByteReader(details);
    in.readByte();
    int count = in.readInt();
    out.writeLong((long) WITH_TEXTS + count);
    for (int i = 0; i < count; i++) {
      out.writeLong(numbers.applyAsInt(in.readText()));
    }
    out.writeBytes(in.readRest());
  }

  /** Reads what {@link #writeDetails} wrote. */
  public static byte[] readDetails(ByteReader in, String[] texts) {
    int way = in.readInt();
    if (way < WITH_TEXTS) {
      return way == NONE ? new byte[0] : in.readBytes();
    }
    int count = way - WITH_TEXTS;
    ByteWriter out = new ByteWriter().writeByte(DETAILS).writeLong(count);
    for (int i = 0; i < count; i++) {
      out.writeText(texts[in.readInt()]);
    }
    return out.writeAll(in.readBytes()).toBytes();
  }
}
