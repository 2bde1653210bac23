package org.drey.edge.rpz;

import java.util.HashSet;
import java.util.Set;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.name.CanonicalName;

/**
 * The names of the zones, from the entries of a list: a DOMAIN is its name and a wildcard below, a
 * HOST its name alone. A URL never blocks its host: the host is only among those to {@code
 * inspect}.
 *
 * <p>What a listed domain covers already is left out. This is not only for size: an entry {@code
 * a.b} below a listed {@code b} would hide {@code *.b} from names below {@code a.b}, as wildcards
 * of DNS stop at the closest name that exists (RFC 4592).
 *
 * @param blocked names to answer with the warning page, without the zone's name
 * @param inspect names that merely carry a listed URL
 * @param leftOut entries of the policy that no zone can hold: too long with the zone's name, with
 *     characters that a zone should not have, or with a last label that is a command there
 */
public record ZoneNames(Set<String> blocked, Set<String> inspect, int leftOut) {

  /** Copies the sets. */
  public ZoneNames {
    blocked = Set.copyOf(blocked);
    inspect = Set.copyOf(inspect);
  }

  /** Says how many names, never which. */
  @Override
  public String toString() {
    return "ZoneNames[" + blocked.size() + " blocked, " + inspect.size() + " to inspect]";
  }

  /** Takes a list entry by entry. */
  public static final class Builder {
    private static final String WILDCARD = "*.";

    /**
     * Below such labels a zone has triggers of another kind and actions: {@code rpz-ip} judges
     * answers by their address, {@code rpz-drop} gives none, and so on. No site is named so.
     */
    private static final String COMMAND = "rpz-";

    private final ListPolicy policy;
    private final Set<String> domains = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> carriers = new HashSet<>();

    /** For the entries of one policy; others belong in other zones and are passed over. */
    public Builder(ListPolicy policy) {
      this.policy = policy;
    }

    /** Takes an entry. */
    public void add(ListEntry entry) {
      if (entry.policy() != policy) {
        return;
      }
      switch (entry.type()) {
        case DOMAIN -> domains.add(entry.host());
        case HOST -> hosts.add(entry.host());
        case PATH_PREFIX, EXACT_URL -> {
          if (entry.hasName()) {
            carriers.add(entry.host());
          }
        }
      }
    }

    /** The names that fit into a zone. */
    public ZoneNames build(ZoneSettings zone) {
      Set<String> blocked = new HashSet<>(2 * domains.size() + hosts.size());
      Set<String> inspect = new HashSet<>(carriers.size());
      int leftOut = 0;
      for (String domain : domains) {
        if (isCovered(domain)) {
          continue;
        }
        if (fits(zone, WILDCARD + domain)) {
          blocked.add(domain);
          blocked.add(WILDCARD + domain);
        } else {
          leftOut++;
        }
      }
      leftOut += addNames(hosts, blocked, zone);
      leftOut += addNames(carriers, inspect, zone);
      inspect.removeAll(blocked);
      return new ZoneNames(blocked, inspect, leftOut);
    }

    private int addNames(Set<String> names, Set<String> to, ZoneSettings zone) {
      int leftOut = 0;
      for (String name : names) {
        if (isCovered(name)) {
          continue;
        }
        if (fits(zone, name)) {
          to.add(name);
        } else {
          leftOut++;
        }
      }
      return leftOut;
    }

    private static boolean fits(ZoneSettings zone, String name) {
      String plain = name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name;
      return CanonicalName.isPlain(plain) && !isCommand(plain) && zone.fits(name);
    }

    private static boolean isCommand(String name) {
      return name.startsWith(COMMAND, name.lastIndexOf('.') + 1);
    }

    /** Returns whether a listed domain is above it. */
    private boolean isCovered(String name) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        if (domains.contains(name.substring(dot + 1))) {
          return true;
        }
      }
      return false;
    }
  }
}
