package org.drey.blocklist.enforcement;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSet.ListHit;
import org.drey.blocklist.name.CanonicalName;
import org.jspecify.annotations.Nullable;

/**
 * The lookup of a DNS query: by the name asked for, or by the names that it turned out to be an
 * alias of. The strongest entry decides; of equals the one that the query itself meets.
 */
public final class DnsLookup {
  /** Types whose answers name something else than where the content of the name is. */
  private static final Set<String> WITHOUT_ALIASES =
      Set.of("NS", "PTR", "MX", "SRV", "SOA", "TXT", "SPF", "NAPTR");

  private DnsLookup() {}

  /**
   * The entry that decides; null for nothing that is listed.
   *
   * @param asked the name as seen
   * @param type the record type, such as AAAA
   * @param answers names and addresses
   * @param chosen the categories that apply, as in {@link ListSet#meetName}
   */
  public static @Nullable ListHit meet(
      ListSet lists,
      String asked,
      String type,
      List<String> answers,
      @Nullable Set<String> chosen) {
    String name = CanonicalName.of(asked);
    ListHit met = name == null ? null : lists.meetName(name, chosen);
    if (answers.isEmpty() || !mayBeAlias(type)) {
      return met;
    }
    for (int i = 0; i < answers.size(); i++) {
      String alias = CanonicalName.of(answers.get(i)); // null for an address
      met = alias == null ? met : ListSet.stronger(met, lists.meetName(alias, chosen));
    }
    return met;
  }

  private static boolean mayBeAlias(String type) {
    return !WITHOUT_ALIASES.contains(type)
        && !WITHOUT_ALIASES.contains(type.toUpperCase(Locale.ROOT));
  }
}
