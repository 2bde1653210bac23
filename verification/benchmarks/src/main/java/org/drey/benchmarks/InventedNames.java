package org.drey.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListKey;

/**
 * Invented names that resemble those of real lists and resolvers in what costs time: how long they
 * are, how many labels they have, and that many share a suffix. The same number gives the same
 * name, so that ten million of them need not be held.
 *
 * <p>Two of five are below one of {@value #SUFFIXES} invented suffixes of two labels, of which a
 * few are much more common than the others; the rest right below a top-level domain. Names that are
 * asked for have up to three more labels in front: 3.3 labels and 22 characters on average.
 */
final class InventedNames {
  private static final int SUFFIXES = 600;

  /** From here on no name is ever listed. */
  private static final long UNLISTED = 1L << 36;

  private static final int BITS = 40;
  private static final long MASK = (1L << BITS) - 1;

  /** Odd, so that multiplying by it modulo a power of two maps no two numbers to one. */
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private static final String[] TOP_LEVEL = {"example", "example", "test", "invalid"};
  private static final String[] FRONT = {
    "www", "m", "cdn", "api", "mail", "img", "static", "app", "login", "shop"
  };

  private final long seed;

  InventedNames(long seed) {
    this.seed = seed;
  }

  /**
   * Returns a name that a list has.
   *
   * @param number from 0 to 2^36
   */
  String listed(long number) {
    NameText name = new NameText();
    registered(name, number);
    return name.taken();
  }

  /**
   * Returns names to ask for.
   *
   * @param listed how many names the list has
   * @param hits how many of a hundred are on it, or below a name that is
   */
  String[] asked(SplittableRandom random, int count, long listed, int hits) {
    String[] asked = new String[count];
    NameText name = new NameText();
    for (int i = 0; i < count; i++) {
      boolean hit = random.nextInt(100) < hits;
      long number = hit ? random.nextLong(listed) : UNLISTED + random.nextLong(UNLISTED);
      for (int more = labelsInFront(random.nextInt(100)); more > 0; more--) {
        name.add(FRONT[random.nextInt(FRONT.length)]).add(".");
      }
      registered(name, number);
      asked[i] = name.taken();
    }
    return asked;
  }

  private static int labelsInFront(int percent) {
    return percent < 35 ? 0 : percent < 80 ? 1 : percent < 95 ? 2 : 3;
  }

  private void registered(NameText name, long number) {
    long shape = own(number) * ODD;
    name.letters(own(number), BITS / NameText.BITS_A_LETTER);
    name.letters(shape, (int) (shape >>> 40 & 1)).add(".");
    if ((shape >>> 41 & 127) < 51) {
      double often = (shape >>> 48) / 65536.0;
      suffix(name, (int) (SUFFIXES * often * often));
    } else {
      name.add(TOP_LEVEL[(int) (shape >>> 48 & 3)]);
    }
  }

  /** Adds two to four letters below a top-level domain. */
  private static void suffix(NameText name, int number) {
    name.letters(number, 2).letters(number * ODD, number % 3).add(".").add(TOP_LEVEL[number & 3]);
  }

  /** Returns another number of 40 bits for every number: no two names are the same. */
  private long own(long number) {
    long own = (number ^ seed) & MASK;
    for (int round = 0; round < 2; round++) {
      own = own * ODD & MASK;
      own ^= own >>> (BITS / 2);
    }
    return own;
  }

  /**
   * A name while it is put together. Makes no garbage, which would push what is measured out of the
   * processor's caches.
   */
  private static final class NameText {
    static final int BITS_A_LETTER = 5;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LONGEST = 253;

    private final byte[] bytes = new byte[LONGEST];
    private int length;

    NameText add(String text) {
      for (int i = 0; i < text.length(); i++) {
        bytes[length++] = (byte) text.charAt(i);
      }
      return this;
    }

    /** Adds a letter for each five bits, from the lowest on. */
    NameText letters(long bits, int count) {
      for (int i = 0; i < count; i++) {
        int letter = (int) (bits >>> (i * BITS_A_LETTER)) & (LETTERS.length() - 1);
        bytes[length++] = (byte) LETTERS.charAt(letter);
      }
      return this;
    }

    /** Returns the text; what follows is another. */
    String taken() {
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      length = 0;
      return text;
    }
  }

  /** Compiled lists of invented names. */
  static final class InventedLists {
    static final String ID = "benchmark";
    static final String SECRET = "a key for invented names only";

    private InventedLists() {}

    static ListKey key() {
      return ListKey.of(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    /** Compiles the names from one number up to another, all with what lies below them. */
    static CompiledList compiled(InventedNames names, long from, long to) {
      ListCompiler compiler = new ListCompiler(ID, key());
      for (long n = from; n < to; n++) {
        try {
          compiler.add(
              ListEntry.of(
                  EntryType.DOMAIN, names.listed(n), "", ListPolicy.CHILD_PROTECTION_LIST));
        } catch (ListEntry.EntryProblem e) {
          throw new IllegalStateException("an invented name is no name", e);
        }
      }
      return compiler.finish();
    }

    static Path write(CompiledList list, Path file) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        list.writeTo(out);
      }
      return file;
    }
  }
}
