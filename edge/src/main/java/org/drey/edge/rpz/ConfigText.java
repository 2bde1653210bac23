package org.drey.edge.rpz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;

/** Text for the configuration of the primary and of resolvers, for given zones. */
public final class ConfigText {
  private static final int DNS_PORT = 53;

  /**
   * The facts that the servers have to know.
   *
   * @param zones with the error that goes with each, the one that counts first
   * @param primary address of the hidden primary
   * @param updateKey the key with which Drey changes the zone
   * @param transferKey the key with which resolvers fetch it, and can do nothing else
   * @param resolvers addresses of the resolvers
   */
  public record Deployment(
      List<ZoneError> zones,
      String primary,
      int port,
      String updateKey,
      String transferKey,
      String algorithm,
      List<String> resolvers) {
    /** Copies the lists. */
    public Deployment {
      zones = List.copyOf(zones);
      resolvers = List.copyOf(resolvers);
    }
  }

  /** A zone and the error that resolvers add to its answers. */
  public record ZoneError(Name origin, ExtendedError error) {
    String name() {
      return origin.toString(true);
    }
  }

  private ConfigText() {}

  /** BIND as hidden primary: the part of named.conf. */
  public static String bindPrimary(Deployment at) {
    String notify = at.resolvers().stream().map(r -> " " + r + ";").collect(Collectors.joining());
    List<String> parts = new ArrayList<>();
    parts.add(
        """
        # The hidden primary: only Drey and the resolvers talk to it.
        # include the files of both keys above this; root:bind, mode 0640.
        # To the allow-transfer and allow-query of each zone add the addresses of resolvers that
        # have no TSIG, such as Unbound.
        # The zone and its journal hold the list in the clear: a folder of bind:bind, mode 0750.
        # Before the first start put into NAME.db, owned by bind, mode 0640, the two lines
        #   @ 60 IN SOA localhost. root.localhost. 1 60 10 604800 5
        #   @ 60 IN NS localhost.
        # Do not log the categories update and update-security below warning.
        """);
    for (ZoneError zone : at.zones()) {
      parts.add(
          """
          zone "%1$s" {
              type primary;
              file "%1$s.db";
              allow-query { key "%2$s"; key "%3$s"; };
              allow-transfer { key "%2$s"; key "%3$s"; };
              update-policy { grant "%2$s" zonesub ANY; };
              notify explicit;
              also-notify {%4$s };
              notify-delay 0;
              max-ixfr-ratio unlimited;
          };
          """
              .formatted(zone.name(), at.updateKey(), at.transferKey(), notify));
    }
    return String.join("", parts);
  }

  /** BIND as resolver: the part of named.conf. */
  public static String bindResolver(Deployment at) {
    StringBuilder text =
        new StringBuilder(
            """
            # A resolver. In options, the zones in order of precedence:
            #   min-update-interval 0 applies changes at once; with a million names, give it seconds.
            #   break-dnssec yes: otherwise signed names stay reachable if signatures are asked for.
            #   qname-wait-recurse no: answers without asking the listed site's servers first.
            # The category rpz logs client and listed name: send it to null unless you must keep it.
            response-policy {
            """);
    for (ZoneError zone : at.zones()) {
      text.append(
          "    zone \"%s\" ede %s min-update-interval 0 log no;\n"
              .formatted(zone.name(), zone.error().bindName()));
    }
    text.append("} qname-wait-recurse no break-dnssec yes;\n\n# Outside of options:\n");
    text.append("# include the file of the transfer key above this; root:bind, mode 0640.\n");
    for (ZoneError zone : at.zones()) {
      text.append(
          """
          zone "%1$s" {
              type secondary;
              file "%1$s.db";
              primaries { %2$s port %3$d key "%4$s"; };
              allow-notify { %2$s; };
              allow-query { none; };
              allow-transfer { none; };
              notify no;
          };
          """
              .formatted(zone.name(), at.primary(), at.port(), at.transferKey()));
    }
    return text.toString();
  }

  /** Unbound: the part of unbound.conf. */
  public static String unbound(Deployment at) {
    StringBuilder text =
        new StringBuilder(
            """
            # Unbound has no TSIG: the primary knows it by its address, so let no one else have that
            # address (outgoing-interface sets it). It adds no Extended DNS Error.
            # An alias that was looked up before an entry came stays cached up to its time to live:
            # unbound-control flush_zone NAME, or keep cache-max-ttl small.
            server:
                module-config: "respip validator iterator"
            """);
    String primary = at.port() == DNS_PORT ? at.primary() : at.primary() + "@" + at.port();
    for (ZoneError zone : at.zones()) {
      text.append(
          """
          rpz:
              name: "%s"
              primary: %s
              allow-notify: %s
              for-downstream: no
              rpz-log: no
          """
              .formatted(zone.name(), primary, at.primary()));
    }
    return text.toString();
  }

  /** PowerDNS Recursor 5: the part of recursor.yml. */
  public static String pdns(Deployment at) {
    String names = at.zones().stream().map(ZoneError::name).collect(Collectors.joining(", "));
    StringBuilder text =
        new StringBuilder(
            """
            # recursor.yml holds the secret of the transfer key: root:pdns, mode 0640.
            # After a name was added, an answer given before is repeated from the packet cache:
            # packetcache ttl below caps that; rec_control wipe-cache 'NAME$' ends it at once.
            # It overlooks some NOTIFY messages, so it asks for changes every two seconds.
            incoming:
              allow_notify_from: [%s]
              allow_notify_for: [%s]
            packetcache:
              ttl: 5
            recursor:
              rpzs:
            """
                .formatted(at.primary(), names));
    for (ZoneError zone : at.zones()) {
      text.append(
          """
              - name: "%s"
                addresses: ["%s:%d"]
                tsig: { name: "%s", algo: %s, secret: "SECRET OF THE TRANSFER KEY" }
                refresh: 2
                extendedErrorCode: %d
                includeSOA: true
          """
              .formatted(
                  zone.name(),
                  at.primary(),
                  at.port(),
                  at.transferKey(),
                  at.algorithm(),
                  zone.error().code()));
    }
    return text.toString();
  }
}
