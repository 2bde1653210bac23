package org.drey.blocklist.name;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.base.Sha256Digests;
import org.jspecify.annotations.Nullable;

/**
 * The public suffix list, private section included, with the default rule {@code *}.
 *
 * <p>The list is a separate file under the Mozilla Public License 2.0. The lookup is no library's:
 * crawler-commons keeps one mutable list per process, maps names by {@code java.net.IDN}, allocates
 * per label and knows no default rule. Instances are immutable; to reload is to read another one.
 */
public final class PublicSuffixes {
  private static final String BUNDLED = "public_suffix_list.dat";
  private static final String VERSION = "// VERSION:";
  private static final int PLAIN = 1;
  private static final int WILDCARD = 2;
  private static final int EXCEPTION = 4;

  private final SuffixTable rules;
  private final int[] kinds;
  private final String version;
  private final String checksum;

  /** Names that are no rule for themselves but have rules below. */
  private final Set<String> above;

  private PublicSuffixes(Map<String, Integer> kindsByName, String version, String checksum) {
    this.rules = new SuffixTable(List.copyOf(kindsByName.keySet()));
    this.kinds = kindsByName.values().stream().mapToInt(Integer::intValue).toArray();
    this.version = version;
    this.checksum = checksum;
    this.above = above(kindsByName);
  }

  /** Read when it is first asked for. */
  private static final class BundledSuffixes {
    static final PublicSuffixes LIST = readBundled();
  }

  /** The list that ships with Drey. */
  public static PublicSuffixes bundled() {
    return BundledSuffixes.LIST;
  }

  private static PublicSuffixes readBundled() {
    try (InputStream in = PublicSuffixes.class.getResourceAsStream(BUNDLED)) {
      if (in == null) {
        throw new IllegalStateException("no public suffix list on the class path");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file as {@link #read(InputStream)} does; errors name it. */
  public static PublicSuffixes read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (FileSystemException e) {
      throw e; // names the file
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a list in the format of publicsuffix.org.
   *
   * @throws IOException also for a rule that is no name, and for a list without any rule: every
   *     name would be taken for its last label's
   */
  public static PublicSuffixes read(InputStream in) throws IOException {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    String version = "unknown";
    MessageDigest digest = Sha256Digests.sha256();
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new DigestInputStream(in, digest), StandardCharsets.UTF_8));
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      line = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
      if (line.startsWith(VERSION)) {
        version = line.substring(VERSION.length()).strip();
      } else if (!line.isBlank() && !line.startsWith("//")) {
        addRule(kinds, firstWord(line), number);
      }
    }
    if (kinds.isEmpty()) {
      throw new IOException("a public suffix list without any rule");
    }
    return new PublicSuffixes(kinds, version, HexFormat.of().formatHex(digest.digest()));
  }

  /** The date that the list states, such as {@code 2026-10-07_07-28-00_UTC}. */
  public String version() {
    return version;
  }

  /** The SHA-256 of the list as it was read, in hex. */
  public String checksum() {
    return checksum;
  }

  /** Says which list it is. */
  @Override
  public String toString() {
    return "public suffix list " + version + ", SHA-256 " + checksum;
  }

  /** The public suffix of a name, or null if the text is no name (an address is none). */
  public @Nullable String publicSuffix(String name) {
    String canonical = CanonicalName.of(name);
    return canonical == null ? null : canonical.substring(suffixStart(canonical));
  }

  /**
   * The public suffix and the label before it, or null if the text is no name or is itself a public
   * suffix.
   */
  public @Nullable String registeredDomain(String name) {
    String canonical = CanonicalName.of(name);
    if (canonical == null) {
      return null;
    }
    int suffix = suffixStart(canonical);
    return suffix == 0 ? null : canonical.substring(labelBefore(canonical, suffix));
  }

  /**
   * Returns whether a canonical name has public suffixes below it, so that unrelated people have
   * names in what belongs to its owner.
   */
  public boolean hasSuffixesBelow(String canonicalName) {
    return above.contains(canonicalName);
  }

  private static Set<String> above(Map<String, Integer> kindsByName) {
    Set<String> above = new HashSet<>();
    kindsByName.forEach(
        (name, kind) -> {
          if (kind == WILDCARD) {
            above.add(name);
          }
          for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            above.add(name.substring(dot + 1));
          }
        });
    return above;
  }

  private static void addRule(Map<String, Integer> kinds, String rule, int line)
      throws IOException {
    boolean wildcard = rule.startsWith("*.");
    boolean exception = rule.startsWith("!");
    String name = CanonicalName.of(rule.substring(wildcard ? 2 : exception ? 1 : 0));
    if (name == null || !CanonicalName.isPlain(name)) {
      throw new IOException("line " + line + " is no rule of a public suffix list");
    }
    kinds.merge(name, wildcard ? WILDCARD : exception ? EXCEPTION : PLAIN, (a, b) -> a | b);
  }

  private static String firstWord(String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return line.substring(0, end);
  }

  /** From the root: the longest rule prevails, but an exception ends it one label earlier. */
  private int suffixStart(String name) {
    int suffix = name.lastIndexOf('.') + 1;
    int parent = suffix;
    int hash = 0;
    for (int i = name.length() - 1; i >= 0; i--) {
      hash = SuffixTable.step(hash, name.charAt(i));
      if (i > 0 && name.charAt(i - 1) != '.') {
        continue;
      }
      int rule = rules.find(name, i, hash);
      int kind = rule < 0 ? 0 : kinds[rule];
      if ((kind & EXCEPTION) != 0) {
        return parent;
      }
      if ((kind & PLAIN) != 0) {
        suffix = i;
      }
      if ((kind & WILDCARD) != 0 && i > 0) {
        suffix = labelBefore(name, i);
      }
      parent = i;
    }
    return suffix;
  }

  /** Returns where the label starts that ends at the dot before {@code start}. */
  private static int labelBefore(String name, int start) {
    return name.lastIndexOf('.', start - 2) + 1;
  }

  /**
   * Finds a suffix of a name among many names without making a string of it.
   *
   * <p>The caller walks a name from its end to its start with {@link #step}, and asks at each start
   * of a label. Open addressing at most half full; a hash only finds, the stored name decides.
   */
  private static final class SuffixTable {
    private final String[] names;
    private final int[] hashes;

    /** Index of a name plus one; 0 is an empty slot. */
    private final int[] slots;

    private final int shift;

    /** The names must be canonical and distinct; {@link #find} answers with their index. */
    SuffixTable(List<String> distinctNames) {
      names = distinctNames.toArray(new String[0]);
      hashes = new int[names.length];
      int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(Math.max(1, names.length)));
      slots = new int[1 << bits];
      shift = 32 - bits;
      for (int n = 0; n < names.length; n++) {
        hashes[n] = hash(names[n]);
        int slot = slot(hashes[n]);
        while (slots[slot] != 0) {
          slot = next(slot);
        }
        slots[slot] = n + 1;
      }
    }

    /** The hash of a suffix that is one character longer at its front; an empty suffix has 0. */
    static int step(int hash, char front) {
      return hash * 31 + front;
    }

    /** The index of the name that equals the suffix from {@code start}, or -1. */
    int find(String name, int start, int hash) {
      int length = name.length() - start;
      for (int slot = slot(hash); slots[slot] != 0; slot = next(slot)) {
        int n = slots[slot] - 1;
        if (hashes[n] == hash
            && names[n].length() == length
            && name.regionMatches(start, names[n], 0, length)) {
          return n;
        }
      }
      return -1;
    }

    private static int hash(String name) {
      int hash = 0;
      for (int i = name.length() - 1; i >= 0; i--) {
        hash = step(hash, name.charAt(i));
      }
      return hash;
    }

    private int slot(int hash) {
      return (hash * 0x9E3779B9) >>> shift;
    }

    private int next(int slot) {
      return (slot + 1) & (slots.length - 1);
    }
  }
}
