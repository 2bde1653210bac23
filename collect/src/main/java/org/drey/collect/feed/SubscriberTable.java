package org.drey.collect.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.drey.event.EntityKind;
import org.drey.event.NetworkClass;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers by address, port and time: of the rows that are about an address, the most
 * specific counts. Immutable.
 */
public final class SubscriberTable {
  /** Without a table an address is its own subscriber, but for what RFC 6598 shares. */
  public static final SubscriberTable NONE;

  private static final SubscriberRow SHARED = SubscriberRow.of("100.64.0.0/10,,,,,CGNAT");
  private static final Set<NetworkClass> MANY =
      Set.of(NetworkClass.CGNAT, NetworkClass.PUBLIC_WIFI);

  static {
    NONE = new SubscriberTable(List.of(SHARED));
  }

  private static final String HEADING = "network,ports,from,to,subscriber,network_class";

  /** By the bits of their networks, the most first; each sorted. */
  private final TreeMap<Integer, RowGroup> byBits = new TreeMap<>(Comparator.reverseOrder());

  /**
   * Rows whose networks have as many bits.
   *
   * @param widest the most ports that a row has, less one
   */
  private record RowGroup(SubscriberRow[] rows, int widest) {
    static RowGroup of(List<SubscriberRow> some) {
      SubscriberRow[] rows = some.toArray(SubscriberRow[]::new);
      Arrays.sort(rows, SubscriberRow.ORDER);
      int widest = some.stream().mapToInt(row -> row.lastPort() - row.firstPort()).max().orElse(0);
      return new RowGroup(rows, widest);
    }

    /** Of several rows the one whose ports, then whose time, begin last; null if there is none. */
    @Nullable SubscriberRow find(long high, long low, int port, long millis) {
      for (int at = lastUpTo(high, low, Math.max(0, port)); at >= 0; at--) {
        SubscriberRow row = rows[at];
        if (!row.isOf(high, low) || row.firstPort() < port - widest) {
          return null;
        }
        if (row.covers(port, millis)) {
          return row;
        }
      }
      return null;
    }

    boolean isListed(long high, long low) {
      int at = lastUpTo(high, low, SubscriberRow.ALL_PORTS);
      return at >= 0 && rows[at].isOf(high, low);
    }

    private int lastUpTo(long high, long low, int port) {
      int at =
          Arrays.binarySearch(rows, SubscriberRow.sought(high, low, port), SubscriberRow.ORDER);
      return at < 0 ? -at - 2 : at;
    }
  }

  /**
   * A client, as far as it is known.
   *
   * @param subject who becomes a token; null if the address may be that of several people
   */
  record KnownClient(@Nullable ClearValue subject, NetworkClass networkClass) {}

  private SubscriberTable(List<SubscriberRow> rows) {
    Map<Integer, List<SubscriberRow>> groups = new HashMap<>();
    rows.forEach(row -> groups.computeIfAbsent(row.bits(), bits -> new ArrayList<>()).add(row));
    groups.forEach((bits, group) -> byBits.put(bits, RowGroup.of(group)));
  }

  /**
   * Reads a file with a row in each line; the heading may be there, comments begin with #.
   *
   * @throws IOException if a line is no row; says which and what was expected, and nothing of it
   */
  public static SubscriberTable read(Path file) throws IOException {
    List<SubscriberRow> rows = new ArrayList<>(List.of(SHARED));
    TableLines.read(
        file,
        (line, number) -> {
          if (!line.strip().equals(HEADING)) {
            rows.add(SubscriberRow.of(line));
          }
        });
    return new SubscriberTable(rows);
  }

  /**
   * Returns the client at an endpoint: the subscriber of its row, else its address. One that is
   * listed for other ports or times alone is several people's, and so no one's.
   */
  KnownClient find(ClientEndpoint client, long millis) {
    long high = SubscriberRow.highOf(client.address());
    long low = SubscriberRow.lowOf(client.address());
    boolean isShared = false;
    for (Map.Entry<Integer, RowGroup> group : byBits.entrySet()) {
      long first = high & SubscriberRow.mask(group.getKey());
      long last = low & SubscriberRow.mask(group.getKey() - Long.SIZE);
      SubscriberRow row = group.getValue().find(first, last, client.port(), millis);
      if (row != null) {
        return known(row, client.address(), isShared);
      }
      isShared |= group.getValue().isListed(first, last);
    }
    return new KnownClient(isShared ? null : subject(client.address()), NetworkClass.UNKNOWN);
  }

  private static KnownClient known(SubscriberRow row, InetAddress address, boolean isShared) {
    String subscriber = row.subscriber();
    if (subscriber != null) {
      return new KnownClient(ClearValue.of(EntityKind.SUBJECT, subscriber), row.networkClass());
    }
    boolean isOfMany = isShared || MANY.contains(row.networkClass());
    return new KnownClient(isOfMany ? null : subject(address), row.networkClass());
  }

  private static ClearValue subject(InetAddress address) {
    return ClearValue.ofAddress(EntityKind.SUBJECT, address);
  }
}
