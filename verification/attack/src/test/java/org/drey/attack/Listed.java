package org.drey.attack;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A small list, and the many ways in which what is on it can be asked for. */
final class Listed {
  static final String LIST =
      """
      listed.example
      b\u00fccher.test
      =host.example
      http://pages.example/listed/page.html
      https://pages.example/folder/*
      http://192.0.2.7/listed
      """;

  private static final List<String> ADDRESSES =
      List.of(
          "192.0.2.7",
          "3221225991",
          "0xC0000207",
          "0300.0.2.7",
          "0xc0.0.0x2.07",
          "192.0.519",
          "192.519",
          "192.0.2.7.");

  private static final List<String> NAMES =
      List.of(
          "listed.example",
          "www.listed.example",
          "a.b.listed.example",
          "host.example",
          "b%C3%BCcher.test",
          "xn--bcher-kva.test",
          "www.b%c3%9ccher.test");

  private static final List<String> PAGES =
      List.of("/listed/page.html", "/folder/", "/folder/any.jpg", "/folder/x/y");

  private static final List<String> OTHERS =
      List.of(
          "http://notlisted.example/",
          "http://listed.example.test/",
          "http://below.host.example/",
          "http://pages.example/",
          "http://pages.example/listed/page.htm",
          "http://pages.example/listed/page.html/more",
          "http://pages.example/folders/",
          "http://pages.example:81/folder/x",
          "http://192.0.2.8/listed",
          "http://free.example/http://listed.example/",
          "http://free.example/?u=listed.example",
          "http://listed.example@free.example/");

  private Listed() {}

  /** The target of a request that an entry covers. */
  static String target(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> scheme(random) + user(random) + name(random) + port(random) + anything(random);
      case 1 -> Texts.pick(random, List.of("ftp", "WHOIS", "gopher")) + "://" + name(random) + "/";
      case 2 -> "http://" + Texts.pick(random, ADDRESSES) + page("/listed", random);
      default ->
          scheme(random)
              + user(random)
              + host("pages.example", random)
              + port(random)
              + page(Texts.pick(random, PAGES), random);
    };
  }

  /** The target of a request that no entry covers. */
  static String other(Random random) {
    return Texts.pick(random, OTHERS);
  }

  private static String scheme(Random random) {
    return Texts.pick(random, List.of("http://", "HTTP://", "hTTp://", "http:\\\\", "http:///"));
  }

  private static String user(Random random) {
    return Texts.pick(random, List.of("", "", "me@", "me:free.example@", "free.example%2f@", "@"));
  }

  private static String port(Random random) {
    return Texts.pick(random, List.of("", "", ":80", ":", ":080", ":00080"));
  }

  private static String name(Random random) {
    return host(Texts.pick(random, NAMES), random);
  }

  /** A name in other letters, escapes and dots. */
  private static String host(String name, Random random) {
    StringBuilder host = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '%') {
        host.append(name, i, i + 3);
        i += 2;
        continue;
      }
      host.append(
          switch (random.nextInt(14)) {
            case 0 -> c == '.' ? "%E3%80%82" : "%" + Integer.toHexString(c);
            case 1 -> c == '.' ? "%2E" : String.valueOf(c).toUpperCase(Locale.ROOT);
            case 2 -> c == '.' ? "." : "%C2%AD" + c; // a soft hyphen is nothing
            case 3 -> wide(c);
            default -> String.valueOf(c);
          });
    }
    return host + (random.nextInt(4) == 0 ? "." : "");
  }

  /** A full-width letter, escaped; it is mapped to the plain one. */
  private static String wide(char c) {
    return c >= 'a' && c <= 'z' ? Texts.escaped(String.valueOf((char) (c + 0xFEE0))) : "" + c;
  }

  /** A path in other escapes, with dot segments, slashes and what makes no other page. */
  private static String page(String path, Random random) {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      String escape = Integer.toHexString(c);
      page.append(
          switch (random.nextInt(20)) {
            case 0 -> c == '/' ? "/./" : "%" + escape;
            case 1 -> c == '/' ? "//" : "%25" + escape;
            case 2 -> c == '/' ? "/x/../" : "%2525" + escape;
            case 3 -> c == '/' ? "\\" : String.valueOf(c);
            case 4 -> c == '/' ? "/%2e/" : String.valueOf(c);
            default -> String.valueOf(c);
          });
    }
    return page + Texts.pick(random, List.of("", "", "#top", "?", "?x=y", ";a=1", ";a?b"));
  }

  private static String anything(Random random) {
    return Texts.pick(random, List.of("", "/", "/x", "?q", "#f", "/%", "/..//", "\\x"));
  }
}
