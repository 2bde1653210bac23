package org.drey.edge.rpz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.EntryApprovals;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.EntryGuards;
import org.drey.blocklist.index.ListKey;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/** Entries, zones and names for tests. */
final class Entries {
  static final ListKey KEY =
      ListKey.of("a key for tests, no secret".getBytes(StandardCharsets.UTF_8));

  private Entries() {}

  static ListEntry entry(EntryType type, String text) {
    return entry(type, text, ListPolicy.CHILD_PROTECTION_LIST);
  }

  static ListEntry entry(EntryType type, String text, ListPolicy policy) {
    try {
      return ListEntry.of(type, text, "", policy);
    } catch (ListEntry.EntryProblem e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  static ZoneNames names(ListEntry... entries) {
    ZoneNames.Builder builder = new ZoneNames.Builder(ListPolicy.CHILD_PROTECTION_LIST);
    List.of(entries).forEach(builder::add);
    return builder.build(zone());
  }

  static ZoneSettings zone() {
    return zone(redirect("192.0.2.80", "2001:db8::80"));
  }

  static ZoneSettings zone(PolicyAnswer answer) {
    return new ZoneSettings(ZoneSettings.origin("rpz.test"), answer, 5);
  }

  static PolicyAnswer redirect(String... addresses) {
    return new PolicyAnswer.Addresses(List.of(addresses).stream().map(Entries::address).toList());
  }

  static EntryGuards gate(String... approvals) {
    return new EntryGuards(EntryGuard.shipped(), new EntryApprovals(Set.of(approvals)), KEY);
  }

  /** Guards that stay as they are. */
  static GuardFiles guards(String... approvals) {
    return guards(List.of(), () -> gate(approvals));
  }

  /** Reads guards. */
  interface Reading {
    EntryGuards read() throws IOException;
  }

  static GuardFiles guards(List<Path> files, Reading reading) {
    return new GuardFiles() {
      @Override
      public List<Path> files() {
        return files;
      }

      @Override
      public EntryGuards read() throws IOException {
        return reading.read();
      }
    };
  }

  static SOARecord soa(long serial) {
    Name origin = zone().origin();
    return new SOARecord(origin, DClass.IN, 60, origin, origin, serial, 60, 10, 600, 5);
  }

  static ZoneContent content(Set<String> right, Set<String> wrong) {
    return new ZoneContent(soa(7), right, wrong);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
