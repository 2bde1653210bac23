package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;

/**
 * A hosts file: a null address, and the names that it is given, each a HOST. {@code #} starts a
 * comment.
 *
 * <p>What a hosts file has for the machine's own sake is skipped: names without a dot ({@code
 * localhost}, {@code broadcasthost}, {@code ip6-allnodes}), {@code localhost.localdomain} and
 * {@code 0.0.0.0} as a name. Any other address than this machine's or none is a problem: such a
 * line does not block but sends elsewhere.
 */
record HostsReader(EntryFields fields) implements FeedReader {
  private static final String NO_NAMES = "a line is an address and at least one name";
  private static final String OTHER_ADDRESS =
      "an address that does not block: 0.0.0.0, 127.0.0.1, :: and ::1 do";

  private static final Set<String> BLOCKING =
      Set.of("0.0.0.0", "127.0.0.1", "::", "::1", "0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1");
  private static final Set<String> OWN_NAMES = Set.of("localhost.localdomain", "0.0.0.0");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  @Override
  public String format() {
    return "hosts";
  }

  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    FeedLines.readUpToComments(
        in, entries, (number, text) -> readLine(number, BLANKS.split(text), entries));
  }

  /** Returns whether a word is an address by which hosts files block. */
  static boolean isBlocking(String address) {
    return BLOCKING.contains(address);
  }

  /** One bad name does not cost the others of its line. */
  private void readLine(int number, String[] words, Entries entries) throws ListEntry.EntryProblem {
    if (words.length < 2) {
      throw new ListEntry.EntryProblem(NO_NAMES);
    }
    for (int i = 1; i < words.length; i++) {
      if (words[i].indexOf('.') < 0 || OWN_NAMES.contains(words[i])) {
        continue;
      }
      if (!isBlocking(words[0])) {
        throw new ListEntry.EntryProblem(OTHER_ADDRESS);
      }
      try {
        String name = FeedLines.word(words[i]);
        entries.entry(number, fields.entry(EntryType.HOST, name));
      } catch (ListEntry.EntryProblem e) {
        entries.problem(number, e.reason());
      }
    }
  }
}
