package org.drey.cli.edge;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.drey.blocklist.ListPolicy;
import org.drey.edge.rpz.ExtendedError;
import org.drey.edge.rpz.ExtendedError.Mandate;
import org.drey.edge.rpz.PolicyAnswer;
import org.drey.edge.rpz.ZoneSettings;
import org.drey.terminal.SocketAddresses;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of zones; the same for keeping them and for configuring servers. */
final class RpzOptions {
  private static final int DNS_PORT = 53;

  @Option(names = "--zone", paramLabel = "NAME", description = "The zone; it is Drey's alone.")
  private @Nullable String zone;

  @Option(
      names = "--redirect",
      paramLabel = "ADDRESS,...",
      hideParamSyntax = true,
      split = ",",
      description = "Listed names get these addresses: those of the warning page.")
  private List<String> redirect = List.of();

  @Option(
      names = "--alias",
      paramLabel = "HOST",
      description = "Listed names become an alias of this host.")
  private @Nullable String alias;

  @Option(names = "--nxdomain", description = "Listed names do not exist.")
  private boolean nxdomain;

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      description = "How long clients keep such an answer (default: ${DEFAULT-VALUE}).")
  private long ttl = ZoneSettings.DEFAULT_TTL;

  @Option(
      names = "--inspect",
      paramLabel = "ADDRESS,...",
      hideParamSyntax = true,
      split = ",",
      description = "Hosts of listed URLs get the addresses of this proxy, by a second zone.")
  private List<String> inspect = List.of();

  @Option(
      names = "--inspect-zone",
      paramLabel = "NAME",
      description = "The second zone (default: inspect. and the first).")
  private @Nullable String inspectZone;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "The entries to take: ${COMPLETION-CANDIDATES} (default: the first).")
  private ListPolicy policy = ListPolicy.CHILD_PROTECTION_LIST;

  @Option(
      names = "--mandate",
      paramLabel = "WHO",
      description = "Who demands the block: ${COMPLETION-CANDIDATES} (default: the first).")
  private Mandate mandate = Mandate.VOLUNTARY;

  @Option(
      names = "--primary",
      paramLabel = "ADDRESS",
      description = "The hidden primary that holds the zone; may have a port: ADDRESS:PORT.")
  private @Nullable String primary;

  @Option(
      names = "--tsig-key",
      paramLabel = "FILE",
      description = "The key that may change the zone, as tsig-keygen writes it.")
  private @Nullable Path tsigKey;

  /** The command that has these options. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The zone of names to block, and the second zone if there is one. */
  List<ZoneSettings> zones() {
    if (zone == null) {
      throw WrongUse.of(spec, "--zone: the name of the zone is needed, such as rpz.drey");
    }
    ZoneSettings first = settings("--zone", zone, answer());
    if (inspect.isEmpty()) {
      return List.of(first);
    }
    String name = inspectZone != null ? inspectZone : "inspect." + zone;
    return List.of(first, settings("--inspect-zone", name, redirect("--inspect", inspect)));
  }

  ExtendedError error(ZoneSettings of) {
    return ExtendedError.of(policy, mandate, of.answer());
  }

  ListPolicy policy() {
    return policy;
  }

  /** Null if there is none. */
  @Nullable InetSocketAddress primary() {
    return primary == null ? null : SocketAddresses.of(spec, "--primary", primary, DNS_PORT);
  }

  /** The file of the key that may change the zone. */
  Path tsigKey() {
    if (tsigKey == null) {
      throw WrongUse.of(
          spec, "--tsig-key: a key is needed: (umask 027; tsig-keygen drey-update > update.key)");
    }
    return tsigKey;
  }

  private PolicyAnswer answer() {
    int ways = (redirect.isEmpty() ? 0 : 1) + (alias == null ? 0 : 1) + (nxdomain ? 1 : 0);
    if (ways != 1) {
      throw WrongUse.of(spec, "One of --redirect, --alias and --nxdomain says what is answered");
    }
    if (alias != null) {
      return new PolicyAnswer.Alias(name("--alias", alias));
    }
    return nxdomain ? new PolicyAnswer.NoSuchName() : redirect("--redirect", redirect);
  }

  private PolicyAnswer redirect(String option, List<String> addresses) {
    return new PolicyAnswer.Addresses(
        addresses.stream().map(address -> SocketAddresses.host(spec, option, address)).toList());
  }

  private ZoneSettings settings(String option, String name, PolicyAnswer answer) {
    try {
      return new ZoneSettings(name(option, name), answer, ttl);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, option + ": " + e.getMessage());
    }
  }

  private Name name(String option, String text) {
    try {
      return ZoneSettings.origin(text);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, option + ": " + e.getMessage());
    }
  }
}
