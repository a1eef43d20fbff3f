-- What goes with a customer (see V77): a cluster has the tables in one group by now.

-- allowed: empty, as no release writes it
alter table customer_probe add constraint customer_probe_customer_fk foreign key (tenant_id, customer_id)
	references customer (tenant_id, customer_id) on delete cascade;

-- allowed: empty, as no release writes it
alter table customer_unprobed add constraint customer_unprobed_customer_fk foreign key (tenant_id, customer_id)
	references customer (tenant_id, customer_id) on delete cascade;

-- allowed: empty, as no release writes it
alter table customer_alias add constraint customer_alias_customer_fk foreign key (tenant_id, customer_id)
	references customer (tenant_id, customer_id) on delete cascade;
