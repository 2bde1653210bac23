package org.drey.edge.rpz;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** A resolver's answer for a listed name instead of the truth. */
public sealed interface PolicyAnswer {

  /**
   * The addresses of the warning page or of a proxy. A type for which there is none is answered
   * with no data, so an HTTPS record does not lead past the page.
   */
  record Addresses(List<InetAddress> addresses) implements PolicyAnswer {
    /** At least one. */
    public Addresses {
      addresses = List.copyOf(addresses);
      if (addresses.isEmpty()) {
        throw new IllegalArgumentException("a redirect needs at least one address");
      }
    }
  }

  /** An alias to the host of the warning page, which the resolver then looks up. */
  record Alias(Name host) implements PolicyAnswer {}

  /** The answer that there is no such name. */
  record NoSuchName() implements PolicyAnswer {}

  /** The records of one name of the zone. */
  default List<Record> records(Name owner, long ttlSeconds) {
    if (this instanceof Addresses redirect) {
      return redirect.addresses().stream()
          .map(address -> address(owner, ttlSeconds, address))
          .toList();
    }
    Name target = this instanceof Alias alias ? alias.host() : Name.root;
    return List.of(new CNAMERecord(owner, DClass.IN, ttlSeconds, target));
  }

  /** Returns how many records one name has. */
  default int recordsPerName() {
    return this instanceof Addresses redirect ? redirect.addresses().size() : 1;
  }

  private static Record address(Name owner, long ttlSeconds, InetAddress address) {
    return address instanceof Inet4Address
        ? new ARecord(owner, DClass.IN, ttlSeconds, address)
        : new AAAARecord(owner, DClass.IN, ttlSeconds, address);
  }
}
