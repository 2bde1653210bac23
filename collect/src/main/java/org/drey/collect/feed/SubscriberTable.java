package org.drey.collect.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.base.NetworkPrefix;
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

    /** Returns the row whose ports, then whose time, begin last; null if there is none. */
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

  /**
   * A row of the subscribers' table: who had a network, or ports of an address, for a time.
   *
   * @param high the first 64 bits of the network, of IPv6
   * @param low the last 64 bits; of IPv4, all
   * @param bits how many of the 128 count, with those before the 32 of IPv4
   * @param from milliseconds since 1970
   * @param to the same; not included
   * @param subscriber null if only the class of the network is known
   */
  private record SubscriberRow(
      long high,
      long low,
      int bits,
      int firstPort,
      int lastPort,
      long from,
      long to,
      @Nullable String subscriber,
      NetworkClass networkClass) {
    /** Rows of one network after another, the smallest port first. */
    static final Comparator<SubscriberRow> ORDER =
        Comparator.comparingLong(SubscriberRow::high)
            .thenComparingLong(SubscriberRow::low)
            .thenComparingInt(SubscriberRow::firstPort)
            .thenComparingLong(SubscriberRow::from);

    static final int ALL_PORTS = 65_535;

    /**
     * The prefix of IPv4, so that its networks are none of IPv6: {@code ::ffff:0:0/96}, where no
     * one lives.
     */
    private static final int IPV4_BITS = 96;

    private static final int COLUMNS = 6;
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /**
     * Reads {@code network,ports,from,to,subscriber,network_class}; all but the network may be
     * empty.
     *
     * @throws IllegalArgumentException for anything else; says what was expected, and nothing of it
     */
    static SubscriberRow of(String line) {
      String[] columns = line.split(",", -1);
      if (columns.length != COLUMNS) {
        throw new IllegalArgumentException(
            "six columns are network,ports,from,to,subscriber,network_class");
      }
      NetworkPrefix network = NetworkPrefix.of(columns[0].strip());
      InetAddress address = network.address();
      int bits = network.bits() + (address.getAddress().length == Integer.BYTES ? IPV4_BITS : 0);
      boolean any = columns[1].isBlank();
      Matcher ports =
          matched(PORTS, any ? "0-" + ALL_PORTS : columns[1], "ports such as 1024-2047");
      int first = number(ports.group(1));
      int last = ports.group(2) == null ? first : number(ports.group(2));
      if (last < first || last > ALL_PORTS) {
        throw new IllegalArgumentException("ports such as 1024-2047, of at most 65535");
      }
      String subscriber = columns[4].strip();
      return new SubscriberRow(
          highOf(address) & mask(bits),
          lowOf(address) & mask(bits - Long.SIZE),
          bits,
          first,
          last,
          time(columns[2], Long.MIN_VALUE),
          time(columns[3], Long.MAX_VALUE),
          subscriber.isEmpty() ? null : subscriber,
          networkClass(columns[5].strip()));
    }

    private static Matcher matched(Pattern pattern, String text, String expected) {
      Matcher matcher = pattern.matcher(text.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException("expected " + expected);
      }
      return matcher;
    }

    private static int number(String digits) {
      return Integer.parseInt(digits);
    }

    private static long time(String text, long none) {
      try {
        return text.isBlank() ? none : Instant.parse(text.strip()).toEpochMilli();
      } catch (DateTimeException | ArithmeticException e) {
        throw new IllegalArgumentException("a time is one such as 2026-03-02T10:00:00Z", e);
      }
    }

    private static NetworkClass networkClass(String text) {
      return Arrays.stream(NetworkClass.values())
          .filter(one -> one.name().equals(text.isEmpty() ? "UNKNOWN" : text))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "network_class is one of " + Arrays.toString(NetworkClass.values())));
    }

    /** Returns the first 64 bits of an address as rows have it. */
    static long highOf(InetAddress address) {
      byte[] bytes = address.getAddress();
      return bytes.length == Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** Returns the last 64 bits of an address as rows have it. */
    static long lowOf(InetAddress address) {
      byte[] bytes = address.getAddress();
      return bytes.length == Integer.BYTES
          ? 0xffff_0000_0000L | Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt())
          : ByteBuffer.wrap(bytes).getLong(Long.BYTES);
    }

    /** Returns a mask of the first bits of 64; of none for a number below 1. */
    static long mask(int bits) {
      return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** Returns the last row of all that begin with a port of a network, for a search. */
    static SubscriberRow sought(long high, long low, int port) {
      return new SubscriberRow(
          high, low, 0, port, port, Long.MAX_VALUE, 0, null, NetworkClass.UNKNOWN);
    }

    /** Returns whether it is about this network. */
    boolean isOf(long otherHigh, long otherLow) {
      return high == otherHigh && low == otherLow;
    }

    /** Returns whether it is about a port, at a time; about an unknown port if it is about all. */
    boolean covers(int port, long millis) {
      boolean hasPort =
          (firstPort == 0 && lastPort == ALL_PORTS) || (firstPort <= port && port <= lastPort);
      return hasPort && from <= millis && millis < to;
    }
  }
}
