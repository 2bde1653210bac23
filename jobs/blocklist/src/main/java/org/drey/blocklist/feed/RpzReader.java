package org.drey.blocklist.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;

/**
 * A response policy zone as a zone file. A {@code name} is a HOST; together with {@code *.name},
 * anywhere in the file, it is one DOMAIN.
 *
 * <p>A {@code *.name} alone is a problem: it covers what lies below a name but not the name, and no
 * type of entry says that; a DOMAIN would block more than the zone does. So are exceptions ({@code
 * rpz-passthru}), {@code rpz-tcp-only}, and rules about addresses and name servers. SOA, NS and the
 * records of DNSSEC are skipped. A name with any other answer is blocked.
 *
 * <p>A pair may lie far apart, so names are held as bytes until the end: some 30 bytes each.
 */
record RpzReader(EntryFields fields) implements FeedReader {
  private static final String NO_TYPE = "a record without a type";
  private static final String NO_SUCH_TYPE = "a type of record that DNS does not have";
  private static final String NOT_ONE = "a CNAME, A or AAAA with other than one name or address";
  private static final String PASSES =
      "an exception (rpz-passthru or rpz-tcp-only), which a list cannot express";
  private static final String WILDCARD_ALONE =
      "a wildcard without the name above it, which no type of entry can express";

  private static final Pattern TTL = Pattern.compile("\\d[\\dsmhdwSMHDW]*");
  private static final Set<String> CLASSES = Set.of("IN", "CH", "HS", "ANY");
  private static final Set<String> SKIPPED =
      Set.of("SOA", "NS", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "DNSKEY", "CDS", "CDNSKEY");
  private static final Set<String> SINGLE = Set.of("CNAME", "A", "AAAA");

  /** Other records that a name may be answered with; or a type by its number (RFC 3597). */
  private static final Set<String> OTHERS =
      Set.of(
          "CAA", "DNAME", "DS", "HINFO", "HTTPS", "LOC", "MX", "NAPTR", "PTR", "RP", "SPF", "SRV",
          "SSHFP", "SVCB", "TLSA", "TXT", "URI");

  private static final Pattern NUMBERED = Pattern.compile("TYPE\\d{1,5}");
  private static final Set<String> PASSING = Set.of("rpz-passthru.", "rpz-tcp-only.");

  @Override
  public String format() {
    return "rpz";
  }

  @Override
  public void read(InputStream in, Entries entries) throws IOException {
    ZoneRecords records = new ZoneRecords(new PlainFeedReader(in));
    ZoneOwners names = new ZoneOwners();
    NameSet held = new NameSet();
    for (var record = records.next(); record != null; record = records.next()) {
      try {
        read(record, names, held);
      } catch (ListEntry.EntryProblem e) {
        entries.problem(record.line(), e.reason());
      }
    }
    held.drain(
        new NameSet.EntrySink() {
          @Override
          public void name(int line, String name, boolean withAllBelow) {
            EntryType type = withAllBelow ? EntryType.DOMAIN : EntryType.HOST;
            entries.entry(line, fields.ofCanonical(type, name));
          }

          @Override
          public void wildcardAlone(int line) {
            entries.problem(line, WILDCARD_ALONE);
          }
        });
  }

  private void read(ZoneRecords.Entry record, ZoneOwners names, NameSet held)
      throws ListEntry.EntryProblem {
    if (record.problem() != null) {
      names.forgetOwner();
      throw new ListEntry.EntryProblem(record.problem());
    }
    List<String> words = record.words();
    if (record.named() && words.get(0).startsWith("$")) {
      names.directive(words.get(0), words.size() > 1 ? words.get(1) : "");
      return;
    }
    if (record.named()) {
      names.owner(words.get(0));
    }
    int at = typeAt(words, record.named() ? 1 : 0);
    String type = words.get(at).toUpperCase(Locale.ROOT);
    if (type.equals("SOA")) {
      names.isApex();
    }
    if (SKIPPED.contains(type)) {
      return;
    }
    if (!SINGLE.contains(type) && !OTHERS.contains(type) && !NUMBERED.matcher(type).matches()) {
      throw new ListEntry.EntryProblem(NO_SUCH_TYPE);
    }
    if (SINGLE.contains(type) && words.size() != at + 2) {
      throw new ListEntry.EntryProblem(NOT_ONE);
    }
    String trigger = names.trigger();
    if (!trigger.isEmpty()) {
      boolean alias = type.equals("CNAME");
      hold(record.line(), trigger, alias ? words.get(at + 1).toLowerCase(Locale.ROOT) : "", held);
    }
  }

  private void hold(int line, String trigger, String alias, NameSet held)
      throws ListEntry.EntryProblem {
    boolean wildcard = trigger.startsWith("*.");
    String text = FeedLines.word(wildcard ? trigger.substring(2) : trigger);
    // An alias for itself is how exceptions were written before there was a word for them.
    if (PASSING.contains(alias) || alias.equals(trigger + ".")) {
      throw new ListEntry.EntryProblem(PASSES);
    }
    String name = fields.entry(EntryType.HOST, text).host();
    if (wildcard) {
      held.wildcard(line, name);
    } else {
      held.name(line, name);
    }
  }

  /** After the owner come a time to live and a class, in either order, or not. */
  private static int typeAt(List<String> words, int from) throws ListEntry.EntryProblem {
    int at = from;
    while (at < words.size() && at < from + 2 && isTtlOrClass(words.get(at))) {
      at++;
    }
    if (at == words.size()) {
      throw new ListEntry.EntryProblem(NO_TYPE);
    }
    return at;
  }

  private static boolean isTtlOrClass(String word) {
    return TTL.matcher(word).matches() || CLASSES.contains(word.toUpperCase(Locale.ROOT));
  }
}
