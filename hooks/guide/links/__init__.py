"""Do the addresses outside of the site still lead anywhere? One job a module; only `ask` touches the network."""
