package org.drey.terminal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.base.NetworkPrefix;
import picocli.CommandLine.Model.CommandSpec;

/** Addresses as written in options. */
public final class SocketAddresses {
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\[\\]:]+))(?::(\\d{1,5}))?|([0-9a-fA-F:.]+)");

  private SocketAddresses() {}

  /** Reads {@code ADDRESS} or {@code ADDRESS:PORT}; IPv6 before a port is in brackets. */
  public static InetSocketAddress of(CommandSpec spec, String option, String text, int usualPort) {
    Matcher matcher = HOST_PORT.matcher(text);
    if (!matcher.matches()) {
      throw WrongUse.of(spec, option + ": an address, or address:port, and not " + text);
    }
    String digits = matcher.group(3);
    int port = digits == null ? usualPort : Integer.parseInt(digits);
    if (port > LARGEST_PORT) {
      throw WrongUse.of(spec, option + ": a port is 0 to " + LARGEST_PORT);
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return new InetSocketAddress(host(spec, option, host == null ? matcher.group(4) : host), port);
  }

  /** Reads networks, each {@code ADDRESS/BITS}, or an address alone. */
  public static List<NetworkPrefix> networks(
      CommandSpec spec, String option, Collection<String> texts) {
    List<NetworkPrefix> networks = new ArrayList<>();
    for (String text : texts) {
      try {
        networks.add(NetworkPrefix.of(text));
      } catch (IllegalArgumentException e) {
        throw WrongUse.of(
            spec, option + ": a network, such as 192.0.2.0/24 or 2001:db8::/32, and not " + text);
      }
    }
    return networks;
  }

  /** Reads the address of a host. */
  public static InetAddress host(CommandSpec spec, String option, String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw WrongUse.of(
          spec, option + ": " + text + " is no address, and no host that is known here");
    }
  }
}
