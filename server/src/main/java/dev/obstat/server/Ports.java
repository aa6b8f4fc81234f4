package dev.obstat.server;

/// Where things listen, once they do.
final class Ports {
  volatile int console;
  volatile int aws;
}
